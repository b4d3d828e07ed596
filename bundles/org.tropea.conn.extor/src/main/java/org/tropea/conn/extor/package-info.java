/** The extended ORPort (proposals 196 and 217): helper programs say for whom they connect, then it is an OR connection. */
package org.tropea.conn.extor;
