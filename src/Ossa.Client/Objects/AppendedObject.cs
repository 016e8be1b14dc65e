namespace Ossa.Client;

/// <summary>What an object became by an append.</summary>
/// <param name="NextPosition">Where the next append goes: how many bytes the object has now.</param>
/// <param name="Properties">What the server tells of it; its checksum is the known one of the next append.</param>
public sealed record AppendedObject(long NextPosition, ObjectProperties Properties);
