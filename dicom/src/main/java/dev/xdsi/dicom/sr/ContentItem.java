package dev.xdsi.dicom.sr;

import java.util.List;

/**
 * An item of the content tree (PS3.3 C.17.3), in words.
 *
 * @param number its place in the tree, such as {@code 1.2.3}, where another item refers to it; else empty
 * @param relationship to the item around it, in words; empty where it is just contained
 * @param container whether it is a heading over others and has no value
 * @param name the meaning of its concept name; empty where it has none
 * @param value perhaps of several lines
 * @param remarks what else it says of its value
 */
record ContentItem(
        String number,
        String relationship,
        boolean container,
        String name,
        String value,
        List<String> remarks,
        List<ContentItem> content) {
    ContentItem {
        remarks = List.copyOf(remarks);
        content = List.copyOf(content);
    }
}
