/** Commands about a router's guards, found by their service properties and knowing no shell. */
package org.tropea.path.shell;
