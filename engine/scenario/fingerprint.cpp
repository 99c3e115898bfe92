#include "engine/scenario/fingerprint.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "engine/scenario/fields.hpp"

namespace deepwallet {

namespace {

/// The project's own namespace; any other would do.
boost::uuids::uuid our_namespace() {
    return boost::uuids::name_generator_sha1(boost::uuids::ns::dns())("deepwallet");
}

}  // namespace

std::string fingerprint(const Scenario& scenario) {
    std::string text;
    for (const Field<Scenario>& field : scenario_fields()) {
        const auto value = field.get(scenario);
        if (value)
            text += field.path + '=' + to_text(*value) + '\n';
    }
    for (const CloudOffer& offer : scenario.offers) {
        const double price = offer.gpu_price.in(units::usd / units::hour);
        text += offer.name + '=' + to_text(price) + '\n';
    }
    return boost::uuids::to_string(boost::uuids::name_generator_sha1(our_namespace())(text));
}

}  // namespace deepwallet
