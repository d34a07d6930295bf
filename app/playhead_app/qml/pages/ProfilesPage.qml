pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../components"
import "../theme"

// Who's watching: everybody of the household, and the way to change them.
FocusScope {
    id: page

    required property var app
    property bool editing: false
    readonly property var household: app.household

    signal chosen
    signal editWanted(string profileId, string name, string avatar, string maxRating, bool isKids)
    signal backWanted

    objectName: "profiles-page"

    StackView.onActivated: page.forceActiveFocus()

    Keys.onEscapePressed: page.goBack()
    Keys.onBackPressed: page.goBack()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            event.accepted = true;
            page.goBack();
        }
    }

    // Until somebody has said who they are there is nothing to go back to.
    function goBack(): void {
        if (page.editing)
            page.editing = false;
        else if (!page.household.must_choose)
            page.backWanted();
    }

    function pick(profileId: string, name: string, avatar: string, maxRating: string, isKids: bool): void {
        if (page.editing)
            page.editWanted(profileId, name, avatar, maxRating, isKids);
        else
            page.household.choose(profileId);
    }

    Connections {
        target: page.household

        function onChosen(): void {
            page.chosen();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    Wordmark {
        anchors {
            left: parent.left
            leftMargin: Theme.marginX
            top: parent.top
            topMargin: Theme.marginY
        }
    }

    Column {
        anchors.centerIn: parent
        spacing: Theme.px(64)

        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(implicitWidth, page.width - 2 * Theme.marginX)
            text: page.editing ? qsTr("Whom do you want to change?") : qsTr("Who's watching?")
            font.pixelSize: Theme.displaySize
            font.weight: Font.Bold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        FocusScope {
            id: people

            property int current: 0
            readonly property int count: page.household.profiles.count + (add.visible ? 1 : 0)

            function at(index: int): Item {
                return index < faces.count ? faces.itemAt(index) : add;
            }

            function go(index: int): void {
                if (index >= 0 && index < count) {
                    current = index;
                    at(index).forceActiveFocus();
                }
            }

            anchors.horizontalCenter: parent.horizontalCenter
            width: row.width
            height: row.height
            focus: true

            Keys.onLeftPressed: go(current + (Theme.mirrored ? 1 : -1))
            Keys.onRightPressed: go(current + (Theme.mirrored ? -1 : 1))
            Keys.onDownPressed: manage.forceActiveFocus()

            Row {
                id: row

                spacing: Theme.px(28)

                Repeater {
                    id: faces

                    model: page.household.profiles

                    AvatarTile {
                        required property int index
                        required property string profile_id
                        required property string name
                        required property string avatar
                        required property string max_rating
                        required property bool is_kids

                        // Eight and a plus fit between the margins.
                        size: Theme.px(faces.count > 6 ? 140 : 180)
                        focus: index === people.current
                        label: name
                        picture: avatar
                        icon: "edit"
                        note: is_kids ? qsTr("Kids") : max_rating !== "" ? qsTr("Up to %1").arg(max_rating) : ""
                        chosen: !page.editing && profile_id === page.household.current_id
                        onActivated: page.pick(profile_id, name, avatar, max_rating, is_kids)
                        onActiveFocusChanged: if (activeFocus)
                            people.current = index
                    }
                }

                AvatarTile {
                    id: add

                    objectName: "add-profile"
                    size: Theme.px(faces.count > 6 ? 140 : 180)
                    visible: page.household.can_add
                    focus: people.current >= faces.count
                    label: qsTr("Add")
                    icon: "add"
                    onActivated: page.editWanted("", "", "", "", false)
                    onActiveFocusChanged: if (activeFocus)
                        people.current = faces.count
                }
            }
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.px(24)

            Pill {
                id: manage

                objectName: "manage-profiles"
                label: page.editing ? qsTr("Done") : qsTr("Change profiles")
                icon: page.editing ? "check" : "edit"
                onActivated: page.editing = !page.editing
                Keys.onUpPressed: people.forceActiveFocus()
                KeyNavigation.right: pin
            }

            Pill {
                id: pin

                objectName: "parental-pin"
                label: page.household.has_pin ? qsTr("Change the parents' PIN") : qsTr("Set a parents' PIN")
                icon: "lock"
                onActivated: page.household.change_pin()
                Keys.onUpPressed: people.forceActiveFocus()
                KeyNavigation.right: unpin.visible ? unpin : null
            }

            Pill {
                id: unpin

                objectName: "remove-pin"
                visible: page.household.has_pin
                label: qsTr("Remove the PIN")
                onActivated: page.household.remove_pin()
                onVisibleChanged: if (!visible && page.activeFocus && manage.parent)
                    pin.forceActiveFocus()
                Keys.onUpPressed: people.forceActiveFocus()
                KeyNavigation.left: pin
            }
        }
    }
}
