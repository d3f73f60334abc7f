package io.assay.platform.web;

import io.assay.platform.problem.ProblemAnswer;
import io.assay.platform.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes no request for another host while the service is open to this machine: a page from anywhere may let its own name
 * point to 127.0.0.1 (DNS rebinding), and the browser then takes the service for the page's own.
 */
final class HostCheck extends OncePerRequestFilter {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> hosts = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private final ProblemAnswer problems;

    HostCheck(Set<String> allowed, ProblemAnswer problems) {
        hosts.addAll(THIS_MACHINE);
        hosts.addAll(allowed);
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getHeader(HttpHeaders.HOST);
        if (host == null || hosts.contains(withoutPort(host))) {
            chain.doFilter(request, response);
        } else {
            problems.send(
                    request,
                    response,
                    ProblemType.MISDIRECTED,
                    "The Host header must name this machine: "
                            + String.join(", ", hosts).toLowerCase(Locale.ROOT) + ".");
        }
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
