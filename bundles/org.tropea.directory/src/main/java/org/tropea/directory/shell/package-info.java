/** Commands about a router's part in the directory, found by their service properties and knowing no shell. */
package org.tropea.directory.shell;
