namespace Ossa.Tests.Engine;

/// <summary>The storage engines under which everything must mean the same.</summary>
public enum EngineKind
{
    InMemory,

    /// <summary>In memory, failing guards at random as a distributed engine may.</summary>
    Checking,

    Local,
}
