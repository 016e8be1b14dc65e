namespace Ossa.Fuzz.Targets;

/// <summary>Something that reads what anybody may send.</summary>
internal interface IFuzzTarget
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>Inputs that are accepted, from which the others are made.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>The words of the grammar.</summary>
    IReadOnlyList<string> Tokens { get; }

    /// <summary>Whether the input is accepted rather than refused for a reason of the list. Whatever it throws is a finding.</summary>
    bool Accepts(byte[] input);
}
