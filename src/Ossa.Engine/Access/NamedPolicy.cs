using Ossa.Protocol.Access;

namespace Ossa.Engine.Access;

/// <summary>A policy, and what it is called where a decision is explained.</summary>
public sealed record NamedPolicy(string Name, PolicyDocument Document);
