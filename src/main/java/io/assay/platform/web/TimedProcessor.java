package io.assay.platform.web;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Knows how long ago the request that it reads began, the connection on which it comes, and how fast its body does. */
final class TimedProcessor extends Http11Processor {

    private volatile @Nullable SocketWrapperBase<?> connection;

    private volatile boolean awaitsHead;

    /** The request, by when it began, of which the next two tell. Of the thread that watches alone. */
    private long watched = -1;

    private long lookedAt;

    private long bytesThen;

    TimedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    /** Called again for the same request when more of its head has come. */
    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        connection = socket;
        SocketState state = super.service(socket);
        awaitsHead = state == SocketState.LONG && !isAsync();
        if (state != SocketState.LONG) {
            connection = null;
        }
        return state;
    }

    /**
     * From another thread than the one that reads.
     *
     * @param limit how long a request may take to arrive
     * @param bytesPerSecond at which a body that a controller reads may take longer
     */
    void closeIfSlow(long now, long limit, long bytesPerSecond) {
        SocketWrapperBase<?> socket = connection;
        long begun = getRequest().getStartTimeNanos();
        if (socket != null
                && begun != -1
                && now - begun > limit
                && isArriving()
                && !isAnswered()
                && !isFast(begun, now, limit, bytesPerSecond)) {
            socket.close();
        }
    }

    /**
     * Whether a body is answered as it comes, as a stream is: as long as it likes, since Tomcat ends it where nothing comes
     * for the connection's time limit. What is answered when it is whole has no answer yet.
     */
    private boolean isAnswered() {
        return !awaitsHead
                && getRequest().getRequestProcessor().getStage() == Constants.STAGE_SERVICE
                && getRequest().getResponse().isCommitted();
    }

    /** Not while the request, once it is there, is being answered: that may take its time. */
    private boolean isArriving() {
        return awaitsHead
                || switch (getRequest().getRequestProcessor().getStage()) {
                    case Constants.STAGE_PARSE, Constants.STAGE_PREPARE, Constants.STAGE_ENDINPUT -> true;
                    case Constants.STAGE_SERVICE -> !isRequestBodyFullyRead();
                    default -> false;
                };
    }

    /**
     * Whether the body has kept coming fast enough, from its beginning and from one look to the next, each as long as the
     * limit: neither a burst that is followed by drops nor drops alone keep a connection.
     */
    private boolean isFast(long begun, long now, long limit, long bytesPerSecond) {
        if (awaitsHead || getRequest().getRequestProcessor().getStage() != Constants.STAGE_SERVICE) {
            return false;
        }
        if (watched != begun) {
            watched = begun;
            lookedAt = begun;
            bytesThen = 0;
        }
        if (now - lookedAt < limit) {
            return true;
        }
        long bytes = getRequest().getBytesRead();
        double seconds = (now - lookedAt) / 1e9;
        boolean fast = bytes - bytesThen >= bytesPerSecond * seconds;
        lookedAt = now;
        bytesThen = bytes;
        return fast;
    }
}
