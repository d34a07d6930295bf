pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// Before anything is typed: what was searched for last, and the genres.
FocusScope {
    id: offers

    required property var search
    readonly property bool hasRecent: search.recent.length > 0

    signal genrePicked(string name)
    signal wentBack

    function enter(): void {
        if (hasRecent)
            recent.forceActiveFocus();
        else if (search.genres.length > 0)
            genres.forceActiveFocus();
    }

    component Chips: FocusScope {
        id: chips

        required property var labels
        property string icon: ""
        property int current: 0

        signal chosen(string label)
        signal before
        signal after

        implicitHeight: flow.implicitHeight
        Accessible.role: Accessible.List

        onLabelsChanged: current = Math.min(current, Math.max(0, labels.length - 1))

        Keys.onLeftPressed: chips.step(Theme.mirrored ? 1 : -1)
        Keys.onRightPressed: chips.step(Theme.mirrored ? -1 : 1)
        Keys.onUpPressed: chips.line(-1)
        Keys.onDownPressed: chips.line(1)

        function step(across: int): void {
            if (across < 0 && current === 0)
                offers.wentBack();
            else if (current + across < labels.length) {
                current += across;
                pills.itemAt(current).forceActiveFocus();
            }
        }

        // The nearest chip of the line above or below.
        function line(down: int): void {
            const here = pills.itemAt(current);
            let best = -1;
            for (let index = 0; index < pills.count; index++) {
                const there = pills.itemAt(index);
                if ((there.y - here.y) * down <= 0)
                    continue;
                const known = best < 0 ? null : pills.itemAt(best);
                const nearer = known === null || Math.abs(there.y - here.y) < Math.abs(known.y - here.y);
                const sameLine = known !== null && there.y === known.y;
                if (nearer || (sameLine && Math.abs(there.x - here.x) < Math.abs(known.x - here.x)))
                    best = index;
            }
            if (best >= 0) {
                current = best;
                pills.itemAt(best).forceActiveFocus();
            } else if (down < 0)
                chips.before();
            else
                chips.after();
        }

        Flow {
            id: flow

            width: parent.width
            spacing: Theme.px(18)

            Repeater {
                id: pills

                model: chips.labels

                Pill {
                    required property int index
                    required property string modelData

                    focus: index === chips.current
                    label: modelData
                    icon: chips.icon
                    implicitHeight: Theme.px(56)
                    onActivated: chips.chosen(modelData)
                    onActiveFocusChanged: if (activeFocus)
                        chips.current = index
                }
            }
        }
    }

    Column {
        anchors {
            left: parent.left
            leftMargin: Theme.px(16)
            right: parent.right
            rightMargin: Theme.px(16)
            top: parent.top
            topMargin: Theme.px(12)
        }
        spacing: Theme.px(26)

        Words {
            visible: offers.hasRecent
            text: qsTr("You searched for")
            font.pixelSize: Theme.sectionSize
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        Chips {
            id: recent

            objectName: "recent"
            width: parent.width
            visible: offers.hasRecent
            labels: offers.search.recent
            icon: "history"
            onChosen: label => offers.search.write(label)
            onAfter: forget.forceActiveFocus()
        }

        Pill {
            id: forget

            objectName: "forget-searches"
            visible: offers.hasRecent
            label: qsTr("Forget these")
            implicitHeight: Theme.px(52)
            onActivated: {
                offers.search.forget_recent();
                offers.wentBack();
            }
            Keys.onLeftPressed: offers.wentBack()
            Keys.onUpPressed: recent.forceActiveFocus()
            Keys.onDownPressed: genres.forceActiveFocus()
        }

        Words {
            topPadding: offers.hasRecent ? Theme.px(20) : 0
            visible: offers.search.genres.length > 0
            text: qsTr("Or look around by genre")
            font.pixelSize: Theme.sectionSize
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        Chips {
            id: genres

            objectName: "genres"
            width: parent.width
            labels: offers.search.genres
            onChosen: label => offers.genrePicked(label)
            onBefore: if (offers.hasRecent)
                forget.forceActiveFocus()
        }
    }
}
