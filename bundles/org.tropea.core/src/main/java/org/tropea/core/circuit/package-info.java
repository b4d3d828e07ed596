/** Circuits at a relay: made by CREATE, extended by EXTEND2, carrying relay cells both ways, ended by DESTROY. */
package org.tropea.core.circuit;
