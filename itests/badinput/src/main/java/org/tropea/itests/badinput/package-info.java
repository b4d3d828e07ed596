/** A client that speaks the link and circuit protocols by hand, so that a test can send a relay whatever it likes. */
package org.tropea.itests.badinput;
