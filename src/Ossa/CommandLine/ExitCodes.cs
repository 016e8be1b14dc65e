namespace Ossa.CommandLine;

/// <summary>What the process returns; scripts rely on it.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
}
