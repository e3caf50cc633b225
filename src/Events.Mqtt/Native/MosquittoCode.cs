namespace VideoDyn.Events.Mqtt.Native;

/// <summary>Numbers of libmosquitto and of the protocol that the sink looks at.</summary>
internal static class MosquittoCode
{
    public const int Success = 0;
    public const int NoConnection = 4;
    public const int PayloadTooLarge = 9;
    public const int ErrorNumber = 14;
    public const int MalformedUtf8 = 18;
    public const int InvalidArgument = 3;
    public const int OversizePacket = 25;

    public const int OptionProtocolVersion = 1;
    public const int ProtocolVersion311 = 4;
    public const int ProtocolVersion5 = 5;

    public const int LogError = 8;

    public const int PropertyContentType = 3;

    /// <summary>MQTT 5: a name and a value of the user's own.</summary>
    public const int PropertyUser = 38;

    /// <summary>Reason codes from here on are failures.</summary>
    public const int FirstFailure = 0x80;
    public const int BadUserOrPassword = 0x86;
    public const int NotAuthorized = 0x87;
    public const int ServerBusy = 0x89;
    public const int ReceiveMaximumExceeded = 0x93;
    public const int QuotaExceeded = 0x97;
    public const int ImplementationError = 0x83;
    public const int UnspecifiedError = 0x80;
}
