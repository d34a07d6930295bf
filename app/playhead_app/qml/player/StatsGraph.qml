pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import "../components"
import "../theme"

// The last minute as curves: what the line carries, what was chosen of it, and what is buffered.
Column {
    id: graph

    required property var history

    spacing: Theme.px(8)

    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("Buffer, throughput and bitrate of the last minute")

    Rectangle {
        width: parent.width
        height: Theme.px(120)
        color: Theme.light(0.05)
        radius: Theme.px(6)
        clip: true

        Curve {
            anchors.fill: parent
            shares: graph.history.buffer
            capacity: graph.history.capacity
            colour: Theme.good
        }

        Curve {
            anchors.fill: parent
            shares: graph.history.throughput
            capacity: graph.history.capacity
            colour: Theme.secondText
        }

        Curve {
            anchors.fill: parent
            shares: graph.history.bitrate
            capacity: graph.history.capacity
            colour: Theme.accent
        }
    }

    Row {
        spacing: Theme.px(18)

        Key {
            colour: Theme.good
            text: qsTr("Buffer, up to %1").arg(graph.history.buffer_scale)
        }

        Key {
            colour: Theme.secondText
            text: qsTr("Throughput, up to %1").arg(graph.history.rate_scale)
        }

        Key {
            colour: Theme.accent
            text: qsTr("Chosen")
        }
    }

    component Curve: Shape {
        id: curve

        required property var shares
        required property int capacity
        required property color colour

        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: curve.colour
            strokeWidth: Math.max(1.5, Theme.px(2))
            fillColor: "transparent"
            joinStyle: ShapePath.RoundJoin

            PathPolyline {
                path: curve.shares.map((share, place) => Qt.point(curve.width * (curve.capacity - curve.shares.length + place) / (curve.capacity - 1), curve.height * (0.96 - 0.92 * share)))
            }
        }
    }

    component Key: Row {
        id: key

        required property color colour
        required property string text

        spacing: Theme.px(8)

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(18)
            height: Math.max(2, Theme.px(3))
            color: key.colour
        }

        Words {
            text: key.text
            color: Theme.thirdText
            font.pixelSize: Math.min(Theme.captionSize, Theme.px(22))
        }
    }
}
