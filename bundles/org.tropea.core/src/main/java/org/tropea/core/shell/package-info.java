/**
 * Commands about a router's data plane: one component for each scope, found by its service properties and knowing no
 * shell. They take plain values, return records, and run on the thread of whoever calls them. Nothing in core uses them.
 */
package org.tropea.core.shell;
