using Ossa.Engine.Objects;
using Ossa.Storage;

namespace Ossa.Engine.Appending;

/// <summary>What an append builds upon.</summary>
/// <param name="Body">The body that the object must have, or null for no object.</param>
/// <param name="Previous">The manifest before that of the body; zero when there is none.</param>
/// <param name="Plan">Which of its pieces stay.</param>
internal sealed record AppendBasis(BodyLocation? Body, BlobId Previous, AppendPlan Plan);
