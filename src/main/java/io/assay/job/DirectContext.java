package io.assay.job;

import io.assay.platform.http.Caller;

/** Of small work, which is done before anybody could ask how far it is or stop it. */
record DirectContext(Caller caller, Memory memory) implements JobContext {

    @Override
    public boolean isWithinRequest() {
        return true;
    }

    @Override
    public void progress(double fraction, String doing) {
        // Nobody asks.
    }

    @Override
    public void needs(long bytes, String what) {
        memory.check(bytes, what);
    }

    @Override
    public boolean has(long bytes) {
        return memory.has(bytes);
    }
}
