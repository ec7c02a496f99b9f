package dev.xdsi.model.draft;

/** The UUIDs and names by which ebRIM spells XDS metadata (ITI TF-3: 4.2.5, 4.3.1). */
public final class Vocabulary {
    public static final String SUBMISSION_SET_NODE = "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd";
    public static final String FOLDER_NODE = "urn:uuid:d9d542f3-6cc4-48b6-8870-ea235fbc94c2";
    public static final String LIMITED_DOCUMENT_ENTRY = "urn:uuid:ab9b591b-83ab-4d03-8f5d-f93b1fb92e85";
    public static final String LIMITED_SUBMISSION_SET = "urn:uuid:5003a9db-8d8d-49e6-bf0c-990e34ac7707";
    public static final String LIMITED_FOLDER = "urn:uuid:2c144a76-29a9-4b7c-af54-b25409fe7d03";

    private static final String OBJECT_TYPE = "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:";
    public static final String CLASSIFICATION_TYPE = OBJECT_TYPE + "Classification";
    public static final String EXTERNAL_IDENTIFIER_TYPE = OBJECT_TYPE + "ExternalIdentifier";
    public static final String ASSOCIATION_TYPE = OBJECT_TYPE + "Association";
    public static final String REGISTRY_PACKAGE_TYPE = OBJECT_TYPE + "RegistryPackage";

    /** What extra metadata slots begin with (ITI TF-3: 4.2.3.1.6). */
    public static final String EXTRA_METADATA_PREFIX = "urn:";

    private Vocabulary() {}

    /** Classification schemes (ITI TF-3: Table 4.3.1.2-1). */
    public static final class Scheme {
        public static final String DE_AUTHOR = "urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d";
        public static final String DE_CLASS_CODE = "urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a";
        public static final String DE_CONFIDENTIALITY_CODE = "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f";
        public static final String DE_EVENT_CODE_LIST = "urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4";
        public static final String DE_FORMAT_CODE = "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d";
        public static final String DE_HEALTHCARE_FACILITY_TYPE_CODE = "urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1";
        public static final String DE_PRACTICE_SETTING_CODE = "urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead";
        public static final String DE_TYPE_CODE = "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983";
        public static final String SS_AUTHOR = "urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d";
        public static final String SS_CONTENT_TYPE_CODE = "urn:uuid:aa543740-bdda-424e-8c96-df4873be8500";
        public static final String FOLDER_CODE_LIST = "urn:uuid:1ba97051-7806-41a8-a48b-8fce7af683c5";
        public static final String ASSOCIATION_DOCUMENTATION = "urn:uuid:abd807a3-4432-4053-87b4-fd82c643d1f3";

        private Scheme() {}
    }

    /** Identification schemes of external identifiers (ITI TF-3: Table 4.3.1.2-2). */
    public static final class Identifier {
        public static final String DE_PATIENT_ID = "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427";
        public static final String DE_UNIQUE_ID = "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab";
        public static final String SS_PATIENT_ID = "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446";
        public static final String SS_UNIQUE_ID = "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8";
        public static final String SS_SOURCE_ID = "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832";
        public static final String FOLDER_PATIENT_ID = "urn:uuid:f64ffdf0-4b97-4e06-b79f-a52b38ec2f8a";
        public static final String FOLDER_UNIQUE_ID = "urn:uuid:75df8f67-9973-4fbe-a900-df66cefecc5a";

        private Identifier() {}
    }

    /** Names of the slots that the standard defines (ITI TF-3: 4.2.3.2 to 4.2.3.4). */
    public static final class SlotName {
        public static final String CREATION_TIME = "creationTime";
        public static final String SERVICE_START_TIME = "serviceStartTime";
        public static final String SERVICE_STOP_TIME = "serviceStopTime";
        public static final String HASH = "hash";
        public static final String SIZE = "size";
        public static final String LANGUAGE_CODE = "languageCode";
        public static final String LEGAL_AUTHENTICATOR = "legalAuthenticator";
        public static final String SOURCE_PATIENT_ID = "sourcePatientId";
        public static final String SOURCE_PATIENT_INFO = "sourcePatientInfo";
        public static final String REPOSITORY_UNIQUE_ID = "repositoryUniqueId";
        public static final String URI = "URI";
        public static final String REFERENCE_ID_LIST = "urn:ihe:iti:xds:2013:referenceIdList";
        public static final String DOCUMENT_AVAILABILITY = "documentAvailability";
        public static final String SUBMISSION_TIME = "submissionTime";
        public static final String INTENDED_RECIPIENT = "intendedRecipient";
        public static final String LAST_UPDATE_TIME = "lastUpdateTime";
        public static final String SUBMISSION_SET_STATUS = "SubmissionSetStatus";
        public static final String PREVIOUS_VERSION = "PreviousVersion";
        public static final String ASSOCIATION_PROPAGATION = "AssociationPropagation";
        public static final String ORIGINAL_STATUS = "OriginalStatus";
        public static final String NEW_STATUS = "NewStatus";
        public static final String CODING_SCHEME = "codingScheme";
        public static final String AUTHOR_PERSON = "authorPerson";
        public static final String AUTHOR_INSTITUTION = "authorInstitution";
        public static final String AUTHOR_ROLE = "authorRole";
        public static final String AUTHOR_SPECIALTY = "authorSpecialty";
        public static final String AUTHOR_TELECOMMUNICATION = "authorTelecommunication";

        private SlotName() {}
    }
}
