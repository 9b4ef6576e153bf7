package io.sparkbot.uploads;

import io.sparkbot.api.document.Documents;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The reader of documents, which may be away for an update; files are taken in all the same. */
@Component(service = Readers.class)
public class Readers {

    /** Characters of a document that go to the model. */
    static final int CHARACTERS = 12_000;

    private volatile @Nullable Documents documents;

    Documents.Reading read(SeekableByteChannel file) throws IOException {
        Documents present = documents;
        return present == null
                ? new Documents.Reading("file", "", false, "the reader of documents is being updated")
                : present.read(file, CHARACTERS);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setDocuments(Documents service) {
        documents = service;
    }

    void unsetDocuments(Documents service) {
        documents = documents == service ? null : documents;
    }
}
