/**
 * The remote shell. In reading order: {@link org.tropea.shell.ssh.SshShell} (the component), {@code server} (who gets
 * in), {@code session} (what an operator and a viewer get), {@code command} (from a line to a result), {@code print}
 * (from a result to text), {@code shell} (this bundle's own commands).
 */
package org.tropea.shell.ssh;
