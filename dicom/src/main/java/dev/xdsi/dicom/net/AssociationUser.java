package dev.xdsi.dicom.net;

/** The person whom a peer proved to be behind an association, PS3.7 D.3.3.7; who that is concerns those alone who proved it. */
public interface AssociationUser {}
