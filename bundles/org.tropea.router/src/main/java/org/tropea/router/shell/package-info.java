/**
 * Commands about whole routers, found by their service properties and knowing no shell. They run on the thread of
 * whoever calls them.
 */
package org.tropea.router.shell;
