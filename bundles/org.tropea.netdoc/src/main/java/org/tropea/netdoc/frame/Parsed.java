package org.tropea.netdoc.frame;

import java.util.List;

/**
 * What a file or download of many documents held.
 *
 * @param documents the good ones, in order
 * @param refused why the others were not
 */
public record Parsed<T>(List<T> documents, List<DocumentFault> refused) {}
