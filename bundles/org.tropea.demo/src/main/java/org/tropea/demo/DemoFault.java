package org.tropea.demo;

/** The demo cannot go on; the message is for whoever started it. */
final class DemoFault extends Exception {
    private static final long serialVersionUID = 1;

    DemoFault(String message) {
        super(message);
    }
}
