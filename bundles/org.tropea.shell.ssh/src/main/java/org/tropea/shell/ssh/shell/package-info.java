/** This bundle's own commands. */
package org.tropea.shell.ssh.shell;
