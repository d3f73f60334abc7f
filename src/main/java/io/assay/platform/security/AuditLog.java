package io.assay.platform.security;

import io.assay.platform.http.Caller;
import io.assay.platform.idempotency.Asked;
import io.assay.platform.idempotency.Asking;
import io.assay.platform.idempotency.ChangeListener;
import io.assay.platform.telemetry.RequestId;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/** Enters every change into the audit log, in the transaction that makes it. */
@Component
final class AuditLog implements ChangeListener, Asking {

    private final AuditRepository repository;

    AuditLog(AuditRepository repository) {
        this.repository = repository;
    }

    @Override
    public Asked now() {
        Identity identity = Identity.current();
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        return new Asked(
                identity.role().text(),
                identity.credential().text(),
                operation(request),
                request.getMethod(),
                request.getRequestURI(),
                MDC.get(RequestId.LOGGED_AS));
    }

    @Override
    public void changed(Caller caller, Asked asked, ResponseEntity<?> answer) {
        repository.add(new AuditRepository.NewEntry(
                caller.name(),
                asked.role(),
                asked.credential(),
                asked.operation(),
                asked.method(),
                resource(asked, answer),
                answer.getStatusCode().value(),
                version(answer),
                asked.requestId()));
    }

    /** What the service does without being asked. */
    void byTheService(String operation, String resource) {
        repository.add(new AuditRepository.NewEntry(
                InitialAdminKey.MAKER,
                Role.ADMIN.text(),
                Credential.SERVICE.text(),
                operation,
                HttpMethod.POST.name(),
                resource,
                HttpStatus.CREATED.value(),
                null,
                null));
    }

    private static String operation(HttpServletRequest request) {
        HandlerMethod handler = (HandlerMethod)
                Objects.requireNonNull(request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE));
        Operation operation = handler.getMethodAnnotation(Operation.class);
        return operation == null ? handler.getMethod().getName() : operation.operationId();
    }

    /** What was made, or else what was asked. */
    private static String resource(Asked asked, ResponseEntity<?> answer) {
        String made = answer.getHeaders().getFirst(HttpHeaders.LOCATION);
        return made == null ? asked.path() : made;
    }

    private static @Nullable String version(ResponseEntity<?> answer) {
        String tag = answer.getHeaders().getFirst(HttpHeaders.ETAG);
        return tag == null ? null : tag.replace("\"", "");
    }
}
