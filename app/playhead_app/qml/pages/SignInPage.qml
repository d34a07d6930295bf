pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Shapes
import "../components"
import "../theme"

// Sign in without a keyboard: a code and a QR code to take to a phone; signed in, the way out again.
FocusScope {
    id: page

    required property var account
    readonly property bool signedIn: account.phase === "signed-in"
    readonly property bool waiting: account.phase === "waiting"

    signal backWanted
    signal linkWanted(string url)

    objectName: "sign-in"

    StackView.onActivated: {
        page.forceActiveFocus();
        page.aim();
        // Whoever was signed out from elsewhere reads why, before a code asks for attention.
        if (page.account.phase === "signed-out" && page.account.farewell === "")
            page.account.begin();
    }
    StackView.onRemoved: page.account.cancel()

    Keys.onEscapePressed: page.backWanted()
    Keys.onBackPressed: page.backWanted()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            event.accepted = true;
            page.backWanted();
        }
    }

    // What was pressed may be gone with the phase.
    function aim(): void {
        if (page.signedIn)
            out.forceActiveFocus();
        else if (page.account.phase === "failed" || page.account.phase === "signed-out")
            anew.forceActiveFocus();
        else
            back.forceActiveFocus();
    }

    Connections {
        target: page.account

        function onPhase_changed(): void {
            if (page.activeFocus)
                page.aim();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    Column {
        anchors {
            left: parent.left
            leftMargin: Theme.marginX
            right: page.waiting ? code.left : parent.right
            rightMargin: Theme.marginX
            verticalCenter: parent.verticalCenter
        }
        spacing: Theme.px(24)

        Words {
            width: parent.width
            text: page.signedIn ? page.account.name : qsTr("Sign in")
            font.pixelSize: Theme.titleSize
            font.weight: Font.Bold
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        Words {
            width: parent.width
            visible: page.account.phase === "signed-out" && text !== ""
            text: page.account.farewell
            color: Theme.secondText
            wrapMode: Text.Wrap
        }

        Words {
            width: parent.width
            visible: page.waiting
            text: qsTr("Scan the code with your phone, or open this address and type the letters:")
            color: Theme.secondText
            wrapMode: Text.Wrap
        }

        Words {
            width: parent.width
            visible: page.waiting
            text: page.account.address
            wrapMode: Text.WrapAnywhere
            font.weight: Font.DemiBold
        }

        Words {
            width: parent.width
            visible: page.waiting
            text: page.account.user_code
            color: Theme.accent
            font.pixelSize: Theme.displaySize
            fontSizeMode: Text.HorizontalFit
            font.letterSpacing: Theme.px(6)
            font.weight: Font.Bold
            tabular: true
            Accessible.role: Accessible.StaticText
            // Letter by letter, as one would read it to somebody.
            Accessible.name: text.split("").join(" ")
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: page.account.phase === "asking" ? qsTr("Asking for a code …") : page.signedIn ? page.account.plan : page.account.message
            color: Theme.secondText
            wrapMode: Text.Wrap
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: page.account.note
            color: Theme.secondText
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
        }

        Flow {
            width: parent.width
            topPadding: Theme.px(8)
            spacing: Theme.px(24)

            Pill {
                id: out

                objectName: "sign-out"
                visible: page.signedIn
                label: qsTr("Sign out")
                onActivated: page.account.sign_out(false)
                KeyNavigation.right: everywhere
            }

            Pill {
                id: everywhere

                objectName: "sign-out-everywhere"
                visible: page.signedIn
                label: qsTr("Sign out on all devices")
                onActivated: page.account.sign_out(true)
                KeyNavigation.left: out
                KeyNavigation.right: plan.visible ? plan : back
            }

            Pill {
                id: plan

                objectName: "account-plan"
                visible: page.signedIn && page.account.plan_url !== ""
                label: qsTr("See your plan")
                onActivated: page.linkWanted(page.account.plan_url)
                KeyNavigation.left: everywhere
                KeyNavigation.right: back
            }

            Pill {
                id: browse

                objectName: "sign-in-browser"
                visible: page.waiting
                label: qsTr("Open in the browser")
                onActivated: page.linkWanted(page.account.link)
                KeyNavigation.right: anew
            }

            Pill {
                id: anew

                objectName: "new-code"
                visible: !page.signedIn && page.account.phase !== "asking"
                label: qsTr("Get a new code")
                icon: "retry"
                onActivated: page.account.begin()
                KeyNavigation.left: browse.visible ? browse : null
                KeyNavigation.right: back
            }

            Pill {
                id: back

                objectName: "sign-in-back"
                focus: true
                label: qsTr("Back")
                onActivated: page.backWanted()
                KeyNavigation.left: plan.visible ? plan : page.signedIn ? everywhere : anew
            }
        }

        Words {
            text: page.account.code
            visible: text !== ""
            color: Theme.thirdText
            font.pixelSize: Theme.captionSize
        }
    }

    Rectangle {
        id: code

        anchors {
            right: parent.right
            rightMargin: Theme.marginX
            verticalCenter: parent.verticalCenter
        }
        width: Theme.px(520)
        height: width
        radius: Theme.px(16)
        // Cameras want dark modules on a light ground, whatever the theme.
        color: Theme.text
        visible: page.waiting && page.account.qr_size > 0

        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("QR code for %1").arg(page.account.address)

        Shape {
            width: page.account.qr_size
            height: page.account.qr_size
            scale: page.account.qr_size > 0 ? code.width / page.account.qr_size : 1
            transformOrigin: Item.TopLeft

            ShapePath {
                fillColor: Theme.ground
                strokeWidth: -1

                PathSvg {
                    path: page.account.qr
                }
            }
        }
    }
}
