pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// Between the player page and the small window: made when it is first wanted, and gone with the picture.
Item {
    id: keeper

    required property var app
    required property var pictures
    required property Window host
    required property StackView stack
    readonly property var model: app.picture_in_picture

    signal fullWanted

    // True if the small window is there to take the keys.
    function take(): bool {
        if (!loader.item)
            return false;
        (loader.item as PictureInPicture).requestActivate();
        return true;
    }

    Loader {
        id: loader

        active: keeper.model.is_shown
        sourceComponent: PictureInPicture {
            app: keeper.app
            pictures: keeper.pictures
            host: keeper.host
            visible: true
        }
    }

    Connections {
        target: keeper.model

        function onChanged(): void {
            if (!keeper.model.is_shown || keeper.stack.currentItem?.objectName !== "player")
                return;
            keeper.stack.pop();
            keeper.app.noticed(qsTr("It plays on in the corner. P and then Enter makes it large again."));
        }

        function onFull_wanted(): void {
            keeper.host.requestActivate();
            keeper.fullWanted();
        }
    }
}
