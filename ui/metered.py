"""Whether the line of this PC costs money by the megabyte, as the operating system knows."""

from PySide6.QtNetwork import QNetworkInformation


def line_costs_money() -> bool:
    """Tell whether the line in use is metered; False where the system cannot tell."""
    can_tell = QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered)
    return can_tell and QNetworkInformation.instance().isMetered()
