package dev.xdsi.dicom.net.pdu;

import java.util.List;
import java.util.Optional;

/** The user information item of an association request or acceptance, PS3.7 D.3.3. */
public record UserInformation(List<UserItem> items) {
    public UserInformation {
        items = List.copyOf(items);
    }

    public static UserInformation of(UserItem... items) {
        return new UserInformation(List.of(items));
    }

    /** The longest P-DATA-TF the peer takes; 0, and nothing said, mean that it sets no limit. */
    public long maximumLength() {
        return first(UserItem.MaximumLength.class)
                .map(UserItem.MaximumLength::bytes)
                .orElse(0L);
    }

    public Optional<UserItem.UserIdentity> userIdentity() {
        return first(UserItem.UserIdentity.class);
    }

    public List<UserItem.RoleSelection> roleSelections() {
        return all(UserItem.RoleSelection.class);
    }

    public <T extends UserItem> Optional<T> first(Class<T> type) {
        return all(type).stream().findFirst();
    }

    public <T extends UserItem> List<T> all(Class<T> type) {
        return items.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
