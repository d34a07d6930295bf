pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Text in the house style: one family, calm, never rich text from outside.
Text {
    property bool tabular: false

    color: Theme.text
    textFormat: Text.PlainText
    elide: Text.ElideRight
    verticalAlignment: Text.AlignVCenter
    // Named, so that it turns with the pages: a text without it keeps to its own script's side.
    horizontalAlignment: Text.AlignLeft
    font.family: Theme.family
    font.pixelSize: Theme.bodySize
    font.features: tabular ? {
        "tnum": 1
    } : ({})
}
