package io.assay.feature.pipeline;

/** Follows a fit, and may end it by throwing. Called by one thread at a time. */
public interface FitWatch {

    /** Nobody looks. */
    FitWatch NONE = new FitWatch() {
        @Override
        public void at(double fraction, String doing) {}

        @Override
        public void needs(long bytes, String what) {}
    };

    /**
     * Says how far the fit is.
     *
     * @param fraction of the features, from 0 to 1
     * @param doing in words
     */
    void at(double fraction, String doing);

    /**
     * Says, before it is taken, how much memory columns in the middle of a feature's steps take. Features that are the
     * end of their steps take none in a fit; {@link FittedPipeline#bytes} is for them.
     *
     * @param what they are, in words with their number
     */
    void needs(long bytes, String what);
}
