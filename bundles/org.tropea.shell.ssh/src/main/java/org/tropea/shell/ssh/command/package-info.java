/**
 * From a line to a result: {@link org.tropea.shell.ssh.command.Line} splits it, {@link
 * org.tropea.shell.ssh.command.Catalogue} knows the commands, {@link org.tropea.shell.ssh.command.Invocation} calls one.
 */
package org.tropea.shell.ssh.command;
