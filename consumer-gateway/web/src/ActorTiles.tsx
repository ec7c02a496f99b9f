import { ago, isWell, titleOf, troubledFirst, type Actor } from "./operations";

interface Properties {
  readonly actors: readonly Actor[];
  readonly now: string;
}

export function ActorTiles({ actors, now }: Properties) {
  return (
    <section aria-labelledby="actors">
      <h3 id="actors" className="unseen">Actors, and what they stand on</h3>
      <ul className="tiles">
        {troubledFirst(actors).map(actor => (
          <li key={actor.name} className={isWell(actor) ? "tile" : "tile bad"}>
            <strong>{titleOf(actor.name)}</strong>
            <span className="state">
              <span aria-hidden="true">{isWell(actor) ? "●" : "▲"}</span> {actor.attention === null ? actor.state : "needs attention"} for {ago(actor.since, now)}
            </span>
            {isWell(actor) ? null : <span className="problem">{actor.problem ?? actor.attention}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
