package org.tropea.shell.ssh.session;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.apache.felix.service.threadio.ThreadIO;

/**
 * Gogo turns {@code System.out} of a session's threads, and of every thread they start, to the session. Commands that
 * return their result need none of that: while one runs, the process's own output is back, so that log lines go where
 * they belong and a thread started by a command does not hold on to a session that has ended.
 */
final class ProcessOutput {
    private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
    private static final PrintStream ERR = new PrintStream(new FileOutputStream(FileDescriptor.err), true);

    private ProcessOutput() {}

    static Object during(ThreadIO threadIo, Callable<Object> command) throws Exception {
        threadIo.setStreams(InputStream.nullInputStream(), OUT, ERR);
        try {
            return command.call();
        } finally {
            threadIo.close();
        }
    }
}
