package org.tropea.core.conn;

import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.PeerFault;

/** The callbacks of a handler that may find fault with the peer. */
enum Callback {
    /** See {@link ConnectionHandler#processInbuf}. */
    PROCESS_INBUF {
        @Override
        void call(ConnectionHandler handler) throws PeerFault {
            handler.processInbuf();
        }
    },
    /** See {@link ConnectionHandler#flushedSome}. */
    FLUSHED_SOME {
        @Override
        void call(ConnectionHandler handler) throws PeerFault {
            handler.flushedSome();
        }
    },
    /** See {@link ConnectionHandler#finishedFlushing}. */
    FINISHED_FLUSHING {
        @Override
        void call(ConnectionHandler handler) throws PeerFault {
            handler.finishedFlushing();
        }
    },
    /** See {@link ConnectionHandler#finishedConnecting}. */
    FINISHED_CONNECTING {
        @Override
        void call(ConnectionHandler handler) throws PeerFault {
            handler.finishedConnecting();
        }
    },
    /** See {@link ConnectionHandler#reachedEof}. */
    REACHED_EOF {
        @Override
        void call(ConnectionHandler handler) throws PeerFault {
            handler.reachedEof();
        }
    };

    abstract void call(ConnectionHandler handler) throws PeerFault;
}
