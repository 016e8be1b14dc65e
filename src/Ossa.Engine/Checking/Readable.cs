namespace Ossa.Engine.Checking;

/// <summary>Reads rows that may be damaged.</summary>
internal static class Readable
{
    /// <summary>What a row says, or null and why it cannot be read.</summary>
    public static T? TryDecode<T>(Func<T?> decode, out string why)
    {
        try
        {
            why = "";
            return decode();
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException)
        {
            // Whatever a codec stumbles over in damaged bytes is one of these: a time or a number out of its range among them.
            why = error.Message;
            return default;
        }
    }
}
