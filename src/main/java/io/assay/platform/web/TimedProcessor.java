package io.assay.platform.web;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Knows how long ago the request that it reads began, and the connection on which it comes. */
final class TimedProcessor extends Http11Processor {

    private volatile @Nullable SocketWrapperBase<?> connection;

    private volatile boolean awaitsHead;

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

    /** From another thread than the one that reads. */
    void closeIfSlow(long now, long limit) {
        SocketWrapperBase<?> socket = connection;
        long begun = getRequest().getStartTimeNanos();
        if (socket != null && begun != -1 && now - begun > limit && isArriving()) {
            socket.close();
        }
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
}
