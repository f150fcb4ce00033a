from .call_manager import CallManager as CallManager
from .manager import Manager as Manager
from .message import Message as Message
