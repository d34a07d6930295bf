pragma ComponentBehavior: Bound
import QtQuick

// Keys of the player that mean the same wherever the focus is.
QtObject {
    id: keys

    required property var playback
    required property var nextUp

    signal backPressed
    signal stopPressed
    signal statsToggled
    signal volumeChanged
    signal smallWanted
    signal used

    // True if it is a key of ours: it was done.
    function press(key: int): bool {
        if (keys.pressSound(key) || keys.pressTransport(key))
            return true;
        switch (key) {
        case Qt.Key_Escape:
        case Qt.Key_Backspace:
        case Qt.Key_Back:
            keys.backPressed();
            return true;
        case Qt.Key_MediaStop:
            keys.stopPressed();
            return true;
        case Qt.Key_S:
            keys.statsToggled();
            return true;
        case Qt.Key_P:
            keys.smallWanted();
            return true;
        }
        return false;
    }

    function pressSound(key: int): bool {
        switch (key) {
        case Qt.Key_M:
        case Qt.Key_VolumeMute:
            keys.playback.toggle_mute();
            break;
        case Qt.Key_Plus:
        case Qt.Key_Equal:
        case Qt.Key_VolumeUp:
            keys.playback.set_volume(keys.playback.volume + 0.05);
            break;
        case Qt.Key_Minus:
        case Qt.Key_VolumeDown:
            keys.playback.set_volume(keys.playback.volume - 0.05);
            break;
        default:
            return false;
        }
        keys.volumeChanged();
        return true;
    }

    function pressTransport(key: int): bool {
        switch (key) {
        case Qt.Key_MediaTogglePlayPause:
            keys.playback.toggle();
            break;
        case Qt.Key_MediaPlay:
            keys.playback.play();
            break;
        case Qt.Key_MediaPause:
            keys.playback.pause();
            break;
        case Qt.Key_AudioForward:
            keys.playback.winding.press(1);
            break;
        case Qt.Key_AudioRewind:
            keys.playback.winding.press(-1);
            break;
        case Qt.Key_PageUp:
            keys.playback.moments.next_chapter();
            break;
        case Qt.Key_MediaNext:
            keys.onward();
            break;
        case Qt.Key_PageDown:
        case Qt.Key_MediaPrevious:
            keys.playback.moments.previous_chapter();
            break;
        case Qt.Key_N:
            keys.onward();
            break;
        default:
            return false;
        }
        keys.used();
        return true;
    }

    // Past what can be skipped, to the next episode where its card shows, or to the next chapter.
    function onward(): void {
        if (keys.nextUp.is_shown)
            keys.nextUp.play();
        else if (!keys.playback.moments.skip())
            keys.playback.moments.next_chapter();
    }

    // Whether the key has no meaning of its own here: it only shows the controls.
    function isPlain(key: int): bool {
        return ![Qt.Key_Escape, Qt.Key_Backspace, Qt.Key_Back, Qt.Key_F, Qt.Key_M, Qt.Key_N, Qt.Key_P, Qt.Key_S, Qt.Key_PageUp, Qt.Key_PageDown, Qt.Key_Plus, Qt.Key_Minus, Qt.Key_Equal].includes(key) && !keys.isMedia(key);
    }

    function isMedia(key: int): bool {
        return key >= Qt.Key_VolumeDown && key <= Qt.Key_MediaTogglePlayPause || key === Qt.Key_AudioForward || key === Qt.Key_AudioRewind;
    }
}
