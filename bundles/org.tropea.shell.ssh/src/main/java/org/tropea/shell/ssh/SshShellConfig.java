package org.tropea.shell.ssh;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.tropea.shell.ssh}; the shell listens while it exists. */
@ObjectClassDefinition(name = "Tropea SSH shell")
public @interface SshShellConfig {
    /** Address to listen on. */
    @AttributeDefinition(description = "Address to listen on")
    String host() default "127.0.0.1";

    /** TCP port. */
    @AttributeDefinition(description = "TCP port; 0 lets the system choose, the log says which")
    int port() default 0;

    /** Keys that may log in. */
    @AttributeDefinition(description = "authorized_keys file; a relative path starts from the DataDirectory")
    String authorizedKeys() default "ssh/authorized_keys";

    /** The server's own key. */
    @AttributeDefinition(description = "Host key file, made when it is not there; relative to the DataDirectory")
    String hostKey() default "ssh/host_key";

    /** Seconds. */
    @AttributeDefinition(description = "A session without traffic is closed after so many seconds")
    int idleTimeoutSeconds() default 600;

    /** Seconds. */
    @AttributeDefinition(description = "A connection must have logged in after so many seconds")
    int loginTimeoutSeconds() default 30;

    /** Keys. */
    @AttributeDefinition(description = "Keys that one connection may try")
    int maxTries() default 6;

    /** Connections. */
    @AttributeDefinition(description = "Connections at once")
    int maxSessions() default 16;
}
