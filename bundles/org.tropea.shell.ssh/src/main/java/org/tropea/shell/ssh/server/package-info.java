/** The SSH server: who gets in, with which role, and what is written down about it. */
package org.tropea.shell.ssh.server;
