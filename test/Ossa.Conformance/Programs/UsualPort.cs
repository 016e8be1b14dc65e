namespace Ossa.Conformance.Programs;

/// <summary>Tests that may listen on the port that Ossa takes when nobody says otherwise, one at a time.</summary>
[CollectionDefinition(Collection)]
public sealed class UsualPort
{
    public const string Collection = "port 9000";
}
