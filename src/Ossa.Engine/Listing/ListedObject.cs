using Ossa.Engine.Objects;

namespace Ossa.Engine.Listing;

/// <summary>One object on a page of a listing.</summary>
public readonly record struct ListedObject(string Key, ObjectRecord Record);
