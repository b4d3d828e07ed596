/** A private network on loopback: several routers in this container, and a page fetched through it. */
package org.tropea.demo;
