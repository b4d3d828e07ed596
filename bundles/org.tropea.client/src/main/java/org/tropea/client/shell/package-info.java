/** Commands about a router's client, found by their service properties and knowing no shell. */
package org.tropea.client.shell;
