namespace Ossa.Fuzz.Running;

/// <summary>What must hold for every input does not hold for this one.</summary>
internal sealed class BrokenInvariantException(string message) : Exception(message)
{
    /// <summary>Fails unless the condition holds.</summary>
    public static void ThrowUnless(bool holds, string message)
    {
        if (!holds)
        {
            throw new BrokenInvariantException(message);
        }
    }
}
