package io.assay.platform.idempotency;

import io.assay.platform.http.Caller;
import org.springframework.http.ResponseEntity;

/** Is told of what a request changed, in the transaction that changes it. Of an answer that is repeated it is not. */
public interface ChangeListener {

    void changed(Caller caller, Asked asked, ResponseEntity<?> answer);
}
