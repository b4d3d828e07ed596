package org.tropea.socketfactory;

/** A request that the proxy refuses, with the status to answer. */
final class ProxyFault extends Exception {
    private static final long serialVersionUID = 1;

    private final String status;

    ProxyFault(String status, String message) {
        super(message);
        this.status = status;
    }

    String status() {
        return status;
    }
}
