package io.assay.job;

import io.assay.platform.http.Caller;
import io.assay.platform.idempotency.Asked;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;

/** How what a request asked for is done and told when the request is over. */
interface Effects {

    /** Does it in the transaction that is open, and tells of it; the answer as it goes over the wire. */
    ResponseEntity<byte[]> apply(Job.Begun begun, Caller caller, Supplier<ResponseEntity<?>> effect);

    /** What the request is answered where this was thrown. */
    ResponseEntity<byte[]> problem(Throwable failure, Asked asked);

    /** Lets the request with that key be sent again. */
    void forget(String idempotencyKey);
}
