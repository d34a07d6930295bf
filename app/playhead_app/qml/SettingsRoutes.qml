pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "pages"

// The ways to what a viewer sets and to their account; and back out when the account is taken away.
Item {
    id: routes

    required property var app
    required property var desk
    required property StackView stack

    signal backWanted

    objectName: "settings-routes"

    function open(): void {
        stack.push(settings);
    }

    function openAccount(): void {
        stack.push(signIn);
    }

    Connections {
        target: routes.app.account

        // What plays or is shown may be the account's: nothing of it stays on the screen.
        function onTaken_away(): void {
            routes.stack.pop(null, StackView.Immediate);
            routes.openAccount();
        }
    }

    Component {
        id: settings

        SettingsPage {
            app: routes.app
            onBackWanted: routes.backWanted()
            onAccountWanted: routes.openAccount()
            onCaptionStyleWanted: routes.stack.push(captionStyle)
        }
    }

    Component {
        id: captionStyle

        CaptionStylePage {
            app: routes.app
            onBackWanted: routes.backWanted()
        }
    }

    Component {
        id: signIn

        SignInPage {
            account: routes.app.account
            onLinkWanted: url => routes.desk.open_in_browser(url)
            onBackWanted: routes.backWanted()
        }
    }
}
