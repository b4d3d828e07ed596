/** What goes from one loop of a router to another: cells without a copy, and commands in their midst, in order. */
package org.tropea.core.exchange;
